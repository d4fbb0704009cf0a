"""Asking a desk what may come: forecasts and ranked lists that are kept when made, the backtest beside them, scores when due."""
