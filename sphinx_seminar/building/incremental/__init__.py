"""What must be read again and written again, so that an incremental build equals a fresh one."""
