/// A file written by hand, run for real.
package dev.surgeline.forecast.onnx;
