"""Rotation plans: the problem, the plan, the rules that judge it, the solver. Pure: standard library, numpy, ortools."""
