"""Every change of tasks, statuses and boards: lock, policy, change, event, in one go."""
