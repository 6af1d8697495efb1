"""Every write to people's records: permission, rule, change and audit in one transaction.

Other components use what is named here. Each module says who may and what it raises.
"""
