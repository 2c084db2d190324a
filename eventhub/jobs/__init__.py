"""Long work: the job table's runner, the dispatcher and one module per kind of job."""
