"""The measures of handbook 6.2, each from lines of the casebook alone."""
