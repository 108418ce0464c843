"""Máy chủ: nơi duy nhất có Django. / The server: the only place where Django exists."""
