move(2, 1);
