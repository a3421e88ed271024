"""What goes over the wire: one module for each subject. The domain's own types are elsewhere."""
