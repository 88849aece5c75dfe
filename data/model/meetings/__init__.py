"""What people put together for others: agendas of saved views, briefings, meetings."""
