/// What demand will be: quantiles by horizon, made elsewhere and consumed here.
///
/// The models live in their own module; core knows only the shape of their answer.
package dev.surgeline.core.forecast;
