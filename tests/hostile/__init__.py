"""Text that means harm, in every field that an author or a contributor can fill."""
