"""Open data: figures of a Compact as CSV, Parquet and a Data Package, without persons, texts, cases or small counts."""
