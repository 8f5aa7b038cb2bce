# Makes the npm package's folder TO. Run by CMakeLists.txt beside it.
file(REMOVE_RECURSE "${TO}")
file(COPY "${FROM}/package.json" "${FROM}/README.md" "${FROM}/build.js" "${LICENSE}" DESTINATION "${TO}")
file(COPY "${FROM}/lib" "${FROM}/types" DESTINATION "${TO}")
# Whatever the addon is built from, so that other machines can.
file(GLOB sources "${FROM}/../*.[ch]" "${FROM}/../*.in" "${FROM}/../CMakeLists.txt")
file(COPY ${sources} DESTINATION "${TO}/source")
file(GLOB sources "${FROM}/addon/*.[ch]")
file(COPY ${sources} DESTINATION "${TO}/source/node/addon")
file(COPY "${FROM}/CMakeLists.txt" DESTINATION "${TO}/source/node")
# The name by which lib/core.js looks for it.
find_program(NODE NAMES node nodejs REQUIRED)
execute_process(COMMAND "${NODE}" "${TO}/lib/place.js" OUTPUT_VARIABLE place OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)
get_filename_component(folder "${TO}/${place}" DIRECTORY)
file(MAKE_DIRECTORY "${folder}")
file(COPY_FILE "${ADDON}" "${TO}/${place}")
if(BUILD_TYPE STREQUAL "Release" AND STRIP)
    execute_process(COMMAND "${STRIP}" "${TO}/${place}" COMMAND_ERROR_IS_FATAL ANY)
endif()
