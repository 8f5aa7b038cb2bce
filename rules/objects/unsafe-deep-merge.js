function merge(into, from) {
    for (const key in from) {
        if (typeof into[key] === 'object') {
            merge(into[key], from[key]);
        } else {
            // ruleid: unsafe-deep-merge
            into[key] = from[key];
        }
    }
}
const assign = (target, source) => {
    Object.keys(source).forEach((name) => {
        if (typeof target[name] === 'object') {
            assign(target[name], source[name]);
            return;
        }
        // ruleid: unsafe-deep-merge
        target[name] = source[name];
    });
};
function mergeEntries(into, from) {
    for (const [key, value] of Object.entries(from)) {
        const here = into[key];
        if (here && typeof value === 'object') {
            mergeEntries(here, value);
        } else {
            // ruleid: unsafe-deep-merge
            into[key] = value;
        }
    }
    return into;
}
const alias = merge;

function looked(into, from) {
    for (const key in from) {
        if (key === '__proto__' || key === 'constructor') continue;
        if (typeof into[key] === 'object') {
            looked(into[key], from[key]);
        } else {
            // ok: unsafe-deep-merge
            into[key] = from[key];
        }
    }
}
function owned(into, from) {
    for (const key in from) {
        if (Object.hasOwn(into, key)) {
            owned(into[key], from[key]);
        } else {
            // ok: unsafe-deep-merge
            into[key] = from[key];
        }
    }
}
// One level deep: its own properties alone change.
function flat(into, from) {
    for (const key in from) {
        // ok: unsafe-deep-merge
        into[key] = from[key];
    }
}
function asked(into, from) {
    for (const key of Object.keys(from)) {
        if (isForbiddenKey(key)) continue;
        if (into[key] && typeof from[key] === 'object') {
            asked(into[key], from[key]);
        } else {
            // ok: unsafe-deep-merge
            into[key] = from[key];
        }
    }
}
function add(into, from) {
    for (const key in from) {
        if (typeof into[key] === 'object') {
            add(into[key], from[key]);
        } else {
            // ok: unsafe-deep-merge
            into[key] += from[key];
        }
    }
}
