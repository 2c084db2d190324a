"""Rotation plans: the problem, the plan, the rules that judge it, and the solver. Pure: standard library, numpy and ortools."""
