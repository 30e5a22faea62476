"""What the register tells staff about itself."""
