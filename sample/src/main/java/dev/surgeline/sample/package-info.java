/// A small hospital platform and the load that tries it, in one jar.
///
/// In: a command line. Out: either one replica of `beds`, `claims` or `portal` (`serve`), or an
/// open-loop load from a recorded trace (`load`). It is an ordinary application: it knows nothing
/// of what scales it. Read on in `serve.Replica` and `load.OpenLoop`.
package dev.surgeline.sample;
