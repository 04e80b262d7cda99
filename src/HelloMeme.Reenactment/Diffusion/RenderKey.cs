using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>The name of a render: what would make other frames makes another name.</summary>
internal static class RenderKey
{
    public static string Of(RenderScene scene, RenderSettings settings, bool film, EngineNetworks networks, SessionSettings sessions, string faceModels, CancellationToken token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));

        // 1. The order
        Add(JsonSerializer.Serialize(settings));
        Add($"{(film ? "film" : "picture")} {scene.Portrait.Width} {scene.Portrait.Height}");
        hash.AppendData(scene.Portrait.Pixels);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(scene.Face.Neutral.Landmarks.Points));
        Add(scene.Motion.ToJson());
        if (scene.Driver is { } driver)
        {
            Add($"{driver.PingPong} {driver.Face.Frames.Count}");
            Add(driver.Captured.ToJson());
            if (driver.Pictures is { } pictures) Add(string.Join(' ', pictures));
        }

        // 2. The files that it is made with
        Add(networks.Identity);
        foreach (var file in networks.TokenizerFolders.SelectMany(f => (string[])[Path.Combine(f, "vocab.json"), Path.Combine(f, "merges.txt")]).Where(File.Exists)) hash.AppendData(File.ReadAllBytes(file));
        foreach (var file in OfficialFaceFiles.Present(faceModels)) Add($"{Path.GetFileName(file)} {FileIdentity.Of(file, token)}");

        // 3. Who computes it: another build of this program may do it otherwise
        Add($"{sessions.Provider} {networks.Type} {sessions.Cuda.UseTf32} {sessions.Cuda.PreferNhwc}");
        foreach (var part in (Type[])[typeof(NetworkCatalog), typeof(Frame), typeof(RenderKey)]) Add($"{part.Module.ModuleVersionId}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
