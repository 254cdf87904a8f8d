/// ONNX files as forecasting models, run by ONNX Runtime on this machine.
package dev.surgeline.forecast.onnx;
