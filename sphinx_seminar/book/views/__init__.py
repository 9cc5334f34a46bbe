"""What each place of the book shows, as plain values."""
