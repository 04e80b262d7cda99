using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Studio.Films;
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
        .. NetworkCatalog.Versions.Select(v => EngineCheck.Of(v.Name, engine.Weights)),
        Check("Faces for HelloMeme", () => EngineNotes.FacesReadBy(engine.FrontEnd)),
        Check("Face landmarks", () =>
        {
            FaceModels.Open(folders.Npm, folders.Onnx);
            return $"Checksums match: {string.Join("; ", FaceModelSource.All.Select(s => $"{s.Name} ({s.Package} {s.Version}, Apache-2.0)"))}.";
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

    private SystemCheck Describe(ProviderStatus status) => new(
        NameOf(status.Provider) + " provider",
        status.Usable ? CheckState.Ready : status.Provider == options.Value.Provider ? CheckState.Broken : CheckState.Absent,
        status.Fault is { } fault ? WithoutErrorCode(fault) : "A test graph ran on it.");

    // ONNX Runtime puts "[ErrorCode:Fail] " before its own sentence.
    private static string WithoutErrorCode(string fault) => fault.StartsWith("[ErrorCode:", StringComparison.Ordinal) ? fault[(fault.IndexOf(']', StringComparison.Ordinal) + 1)..].Trim() : fault;

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
