using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

/// <summary>The official face networks' files in a folder (repository hello_group_facemodel). The ARKit one serves blendshape control alone.</summary>
public static class OfficialFaceFiles
{
    /// <summary>Under models/checkpoints. Sentences name it and not where that lies: everybody may read them.</summary>
    public const string Folder = "hello_group_facemodel";

    public const string Detector = "hello_face_det.onnx";
    public const string Landmarks = "hello_face_landmark.onnx";
    public const string HeadPose = "hello_3dmm.onnx";
    public const string Blendshapes = "hello_arkit_blendshape.onnx";

    private static readonly string[] Needed = [Detector, Landmarks, HeadPose];

    /// <summary>Paths of those that are there.</summary>
    public static IEnumerable<string> Present(string folder) => Needed.Append(Blendshapes).Select(file => Path.Combine(folder, file)).Where(File.Exists);

    /// <summary>All that are needed are there; false where none is.</summary>
    /// <exception cref="UserFaultException">"face-models-incomplete": some are there, some are not.</exception>
    public static bool AreInstalled(string folder) => FaultOf(folder) is { } fault ? throw fault : File.Exists(Path.Combine(folder, Needed[0]));

    /// <summary>"face-models-incomplete" where some are there and some are not.</summary>
    public static UserFaultException? FaultOf(string folder)
    {
        var missing = Needed.Where(file => !File.Exists(Path.Combine(folder, file))).ToArray();
        if (missing.Length == 0 || missing.Length == Needed.Length) return null;
        return new UserFaultException("face-models-incomplete", $"Of the official face models {string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing in models/checkpoints/{Folder}: complete them, or remove the others to use the studio's own analysis.");
    }
}
