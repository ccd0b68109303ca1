"""Pure decisions on applications: what an arrival is, what its form answers, who may go on."""
