"""Pictures of a record: charts as Vega-Lite, drawn on the server as SVG and PNG, each with its figures as a table."""
