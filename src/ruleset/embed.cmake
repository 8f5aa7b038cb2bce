# Turns the YAML files of a folder into one C file: cmake -DFOLDER=.. -DOUT=.. -P embed.cmake
#
# Rules and merlon's own tables (controls.yaml) go in; the test targets beside the rules do not:
# they are not YAML, or are called *.test.yaml.
file(GLOB_RECURSE files RELATIVE "${FOLDER}" "${FOLDER}/*.yaml" "${FOLDER}/*.yml")
list(FILTER files EXCLUDE REGEX "(^|/)\\.|\\.(test|fixed)\\.ya?ml$")
list(SORT files)

set(arrays "")
set(table "")
set(count 0)
foreach(name ${files})
    file(READ "${FOLDER}/${name}" bytes HEX)
    string(LENGTH "${bytes}" len)
    math(EXPR len "${len} / 2")
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n"
           bytes "${bytes}")
    string(APPEND arrays "static const unsigned char file_${count}[] = {\n${bytes}0};\n\n")
    string(APPEND table "    {\"${name}\", file_${count}, ${len}},\n")
    math(EXPR count "${count} + 1")
endforeach()

file(WRITE "${OUT}.new"
"/* Made by embed.cmake. */
#include \"ruleset/embedded_p.h\"

${arrays}const mln_embedded_file mln_embedded_files[] = {
${table}    {0, 0, 0},
};

const uint32_t mln_embedded_file_count = ${count};
")
file(COPY_FILE "${OUT}.new" "${OUT}" ONLY_IF_DIFFERENT)
file(REMOVE "${OUT}.new")
