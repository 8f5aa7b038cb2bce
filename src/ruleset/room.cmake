# The pack in the binary.
file(GLOB_RECURSE pack CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/rules/*.yaml"
     "${CMAKE_SOURCE_DIR}/rules/*.yml")
set(embedded "${CMAKE_CURRENT_BINARY_DIR}/embedded_rules.c")
add_custom_command(
    OUTPUT "${embedded}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${CMAKE_SOURCE_DIR}/rules" "-DOUT=${embedded}"
            -P "${CMAKE_CURRENT_SOURCE_DIR}/ruleset/embed.cmake"
    COMMAND "${CMAKE_COMMAND}" -E touch "${embedded}"
    DEPENDS ${pack} "${CMAKE_CURRENT_SOURCE_DIR}/ruleset/embed.cmake"
    COMMENT "Embedding the rules"
    VERBATIM)
target_sources(merlon_ruleset PRIVATE "${embedded}")
