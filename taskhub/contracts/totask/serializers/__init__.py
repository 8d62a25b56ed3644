"""totask's shapes, in and out."""
