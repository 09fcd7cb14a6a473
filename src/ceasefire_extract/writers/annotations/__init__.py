"""Claims and mentions for annotation tools and the web: Label Studio, W3C Web Annotation, schema.org."""
