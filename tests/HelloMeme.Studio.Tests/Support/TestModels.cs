using HelloMeme.Graph.Networks;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>A models folder with the test checkpoint: the HelloMeme engine runs, its output is noise.</summary>
public sealed class TestModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestModels() => TestCheckpoint.Write(Checkpoints, token: TestContext.Current.CancellationToken);

    public string Path => _folder.Path;

    public string Checkpoints => System.IO.Path.Combine(_folder.Path, "checkpoints");

    /// <summary>Where the official face files lie once they are installed.</summary>
    public string FaceModels => System.IO.Path.Combine(Checkpoints, "hello_group_facemodel");

    /// <summary>Where the engine keeps the step times that it measured.</summary>
    public string StepTimes => System.IO.Path.Combine(_folder.Path, "onnx", "step-times.json");

    public void Dispose() => _folder.Dispose();
}
