"""Working days: which days count, from a committed and dated snapshot."""
