"""What the writer runs: commands, reactions and sweeps."""
