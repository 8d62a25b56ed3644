"""totask's paths, one class each."""
