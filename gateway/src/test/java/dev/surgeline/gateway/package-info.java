/// The gateway tested from outside: real ports, endpoints and clients that speak bytes.
///
/// [TestGateway] runs one in this JVM, [RawUpstream] is an endpoint that does what a script says,
/// [RawClient] sends exactly the bytes it is given.
package dev.surgeline.gateway;
