"""`extract schema`: print the JSON Schema of the output."""

from __future__ import annotations

import json

from . import new_app

app = new_app()


@app.command()
def schema() -> None:
    """Print the JSON Schema of what `extract` prints for one article."""
    from ..models import json_schema

    print(json.dumps(json_schema(), indent=1))
