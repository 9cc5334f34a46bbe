"""The domain ``sem``: the declarations of every document, and the resolution of references to them."""
