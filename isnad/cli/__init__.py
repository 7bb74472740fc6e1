"""The command line: a thin face on `isnad.workflow`."""
