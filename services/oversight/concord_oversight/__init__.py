"""Oversight: counts accepted cases and says where like issues come again. A call for talk, never a finding.

Hears intake. Tells repeats, the dialogue that they call for, and when the Compact itself may need a review.
"""
