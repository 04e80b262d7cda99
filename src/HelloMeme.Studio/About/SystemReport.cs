using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Sessions;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Studio.About;

/// <summary>Looks at this machine: which parts of the studio can run here, and how to get those that cannot.</summary>
public sealed class SystemReport(StudioFolders folders, HelloMemeEngine engine, IOptions<StudioOptions> options)
{
    public Task<IReadOnlyList<SystemCheck>> ReadAsync(CancellationToken token) => Task.Run<IReadOnlyList<SystemCheck>>(Read, token);

    private SystemCheck[] Read() =>
    [
        new("Draft engine", CheckState.Ready, "Geometry only, real time on this CPU; needs the face models below."),
        CheckEngine(),
        Check("Face landmarks", () =>
        {
            FaceModels.Open(folders.Npm, folders.Onnx);
            return "MediaPipe face detection, face mesh and selfie segmentation, checksums match.";
        }),
        Check("ffmpeg", () =>
        {
            var tools = Ffmpeg.Find(options.Value.FfmpegFolder is { Length: > 0 } folder ? folder : null);
            return $"Version {tools.Version}.";
        }),
        new("ONNX Runtime", CheckState.Ready, $"Version {OrtEnv.Instance().GetVersionString()}; in use: {NameOf(options.Value.Provider)}."),
        .. ExecutionProviders.Probe(options.Value.Cuda).Select(Describe),
        new("CUDA settings", options.Value.Provider == ExecutionProvider.Cuda ? CheckState.Ready : CheckState.Absent, options.Value.Cuda.Describe()),
    ];

    private SystemCheck CheckEngine()
    {
        var settings = new RenderSettings();
        var missing = engine.Weights.Missing(settings, film: true);
        if (missing.Count > 0) return new SystemCheck("HelloMeme engine", CheckState.Absent, $"Full quality by diffusion; lacks {string.Join(", ", missing.Select(e => e.Name))}: models/README.md says where to get them.");
        var faces = engine.FrontEnd == FaceFrontEndKind.Official ? "the official face models" : "the studio's own face analysis";
        return new SystemCheck("HelloMeme engine", CheckState.Ready, engine.Weights.HasTestWeights(settings, film: true) ? $"Test weights: output is noise. Reads faces with {faces}." : $"Full quality by diffusion; reads faces with {faces}.");
    }

    private SystemCheck Describe(ProviderStatus status) => new(
        NameOf(status.Provider) + " provider",
        status.Usable ? CheckState.Ready : status.Provider == options.Value.Provider ? CheckState.Broken : CheckState.Absent,
        status.Fault ?? "A test graph ran on it.");

    private static string NameOf(ExecutionProvider provider) => provider switch
    {
        ExecutionProvider.Cpu => "CPU",
        ExecutionProvider.Cuda => "CUDA",
        ExecutionProvider.TensorRt => "TensorRT",
        ExecutionProvider.DirectMl => "DirectML",
        ExecutionProvider.CoreMl => "CoreML",
        _ => "WebGPU",
    };

    private static SystemCheck Check(string name, Func<string> look)
    {
        try
        {
            return new SystemCheck(name, CheckState.Ready, look());
        }
        catch (UserFaultException fault)
        {
            return new SystemCheck(name, CheckState.Broken, fault.Message);
        }
    }
}
