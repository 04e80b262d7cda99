using HelloMeme.Reenactment.Diffusion.FaceTools;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Where the HelloMeme engine finds and keeps files.</summary>
/// <param name="Checkpoints">models/checkpoints: what the user brings.</param>
/// <param name="Onnx">models/onnx: graphs, converted weights, measured step times, scratch files of running renders.</param>
public sealed record EngineFolders(string Checkpoints, string Onnx)
{
    /// <summary>The official face networks, where they are installed.</summary>
    public string FaceModels => Path.Combine(Checkpoints, OfficialFaceFiles.Folder);

    public string Scratch => Path.Combine(Onnx, "scratch");

    public string StepTimes => Path.Combine(Onnx, "step-times.json");
}
