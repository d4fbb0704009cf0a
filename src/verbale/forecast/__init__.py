"""What may come next: who will do what to whom, and how likely, from dated events alone."""
