# floor() and pow() of the comparisons.
target_link_libraries(merlon_pattern PUBLIC m)
