"""Rotation plans: problem, plan, the rules that judge it, the solver. Pure: standard library, numpy and ortools."""
