"""Deciding which documents to read and to write again, so that an incremental build equals a fresh one."""
