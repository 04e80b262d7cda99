using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;
using Xunit;

namespace HelloMeme.Tests.Support;

public sealed class TestSessionsTests
{
    [Fact]
    public void Tests_on_cuda_are_exact_and_never_fall_to_the_processor()
    {
        var settings = TestSessions.For(ExecutionProvider.Cuda);
        Assert.False(settings.Cuda.UseTf32);
        Assert.True(settings.Cuda.DisableCpuFallback);
    }

    [Fact]
    public void A_wanted_provider_that_cannot_start_is_loud()
    {
        Assert.SkipWhen(ExecutionProviders.Probe(TestSessions.For(ExecutionProvider.Cuda)).Usable, "CUDA works here");
        Assert.Equal("provider-unusable", Assert.Throws<UserFaultException>(() => ExecutionProviders.Require(TestSessions.For(ExecutionProvider.Cuda))).Code);
    }
}
