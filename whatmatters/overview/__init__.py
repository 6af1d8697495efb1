"""What looks across all components, and only reads; its pages post to the component that owns the thing."""
