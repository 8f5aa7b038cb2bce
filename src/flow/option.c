#include "flow/option.h"

#include "base/banned.h"

bool mln_package_filter_takes(const mln_package_filter *filter, mln_str package)
{
    bool takes = filter->only_count == 0;
    for (uint32_t i = 0; i < filter->only_count && !takes; i++)
        takes = mln_str_equal(filter->only[i], package);
    for (uint32_t i = 0; i < filter->except_count && takes; i++)
        takes = !mln_str_equal(filter->except[i], package);
    return takes;
}
