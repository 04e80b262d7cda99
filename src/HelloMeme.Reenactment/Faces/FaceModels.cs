using System.Security.Cryptography;
using HelloMeme.Graph.TfLite;
using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Faces;

/// <summary>The face networks: MediaPipe's TFLite files out of the pinned npm packages, turned into ONNX at first use.</summary>
public sealed class FaceModels
{
    private readonly string _nodeModules;
    private readonly ModelStore _store;

    private FaceModels(string nodeModules, ModelStore store) => (_nodeModules, _store) = (nodeModules, store);

    /// <summary>Looks at every source and its SHA-256; nothing is converted yet. The two folders are node_modules and models/onnx.</summary>
    /// <exception cref="UserFaultException">"face-models-missing", "face-models-changed", "provider-unusable".</exception>
    public static FaceModels Open(string nodeModules, string onnxFolder, SessionSettings? settings = null)
    {
        settings ??= new SessionSettings();
        settings = settings with { Cuda = settings.Cuda with { EnableCudaGraph = false } }; // these are run plainly, with batches that vary
        var models = new FaceModels(nodeModules, new ModelStore(onnxFolder, settings));
        foreach (var source in FaceModelSource.All) models.Read(source);
        return models;
    }

    internal NetworkSession OpenSession(FaceModelSource source)
    {
        var bytes = Read(source);
        return _store.Open(source.Name, $"{source.Sha256[..16]}-{TfLiteImporter.Version}", () => TfLiteImporter.Import(TfLiteFile.Read(bytes)));
    }

    private ReadOnlyMemory<byte> Read(FaceModelSource source)
    {
        ReadOnlyMemory<byte> bytes;
        try
        {
            bytes = source.Read(_nodeModules);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserFaultException("face-models-missing",
                $"The face models of {source.Package} are missing: run npm ci --ignore-scripts in the project folder.", e);
        }
        catch (InvalidDataException e)
        {
            throw Changed(source, e);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        return hash == source.Sha256 ? bytes : throw Changed(source, null);
    }

    private static UserFaultException Changed(FaceModelSource source, Exception? cause) => new("face-models-changed",
        $"The face model {source.Name} in {source.Package} is not the one this program knows ({source.Version}): delete node_modules and run npm ci --ignore-scripts.", cause);
}
