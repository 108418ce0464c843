"""Luật của ngôi nhà: mỗi luật một hàm thuần, từ nguồn đến chỗ sai. / The house's rules: each a pure function from source to faults."""
