using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The HelloMeme engine over a models folder of the test's own.</summary>
public static class TestEngine
{
    public static HelloMemeEngine In(string models)
    {
        var onnx = Path.Combine(models, "onnx");
        return new HelloMemeEngine(new EngineFolders(Path.Combine(models, "checkpoints"), onnx), new ConvertedWeights(onnx), new SessionSettings(ExecutionProvider.Cpu), 1_000_000_000);
    }
}
