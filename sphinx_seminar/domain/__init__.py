"""The domain ``sem``: what every document declared, by document, and where its names lead."""
