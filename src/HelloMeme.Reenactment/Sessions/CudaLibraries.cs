using System.Runtime.InteropServices;

namespace HelloMeme.Reenactment.Sessions;

// Source: names are the sonames of CUDA 13 and cuDNN 9, which the CUDA provider of ONNX Runtime from 1.29 on is linked with.

/// <summary>The libraries that the CUDA provider loads, each tried by the name it asks for.</summary>
public static class CudaLibraries
{
    /// <summary>Library, and what brings it.</summary>
    private static readonly (string Name, string Package)[] Linux =
    [
        ("libonnxruntime_providers_shared.so", Runtime), ("libonnxruntime_providers_cuda.so", Runtime),
        ("libcuda.so.1", Driver), ("libcudart.so.13", Toolkit), ("libcublas.so.13", Toolkit), ("libcublasLt.so.13", Toolkit), ("libcufft.so.12", Toolkit),
        ("libcurand.so.10", Toolkit), ("libnvrtc.so.13", Toolkit),
        ("libcudnn.so.9", Cudnn), ("libcudnn_graph.so.9", Cudnn), ("libcudnn_ops.so.9", Cudnn), ("libcudnn_cnn.so.9", Cudnn), ("libcudnn_heuristic.so.9", Cudnn),
        ("libcudnn_engines_precompiled.so.9", Cudnn), ("libcudnn_engines_runtime_compiled.so.9", Cudnn),
    ];

    private static readonly (string Name, string Package)[] Windows =
    [
        ("onnxruntime_providers_shared.dll", Runtime), ("onnxruntime_providers_cuda.dll", Runtime),
        ("nvcuda.dll", Driver), ("cudart64_13.dll", Toolkit), ("cublas64_13.dll", Toolkit), ("cublasLt64_13.dll", Toolkit), ("cufft64_12.dll", Toolkit),
        ("curand64_10.dll", Toolkit), ("nvrtc64_130_0.dll", Toolkit),
        ("cudnn64_9.dll", Cudnn), ("cudnn_graph64_9.dll", Cudnn), ("cudnn_ops64_9.dll", Cudnn), ("cudnn_cnn64_9.dll", Cudnn), ("cudnn_heuristic64_9.dll", Cudnn),
        ("cudnn_engines_precompiled64_9.dll", Cudnn), ("cudnn_engines_runtime_compiled64_9.dll", Cudnn),
    ];

    private const string Runtime = "the GPU build of ONNX Runtime (dotnet build -p:OrtFlavor=cuda)", Driver = "the NVIDIA driver", Toolkit = "CUDA 13", Cudnn = "cuDNN 9 for CUDA 13";

    /// <param name="load">Loads a library by name; its complaint, or null where it could. Null tries them on this machine.</param>
    public static IReadOnlyList<LibraryStatus> Probe(bool windows, Func<string, string?>? load = null) =>
        [.. (windows ? Windows : Linux).Select(l => new LibraryStatus(l.Name, l.Package, (load ?? Load)(l.Name)))];

    /// <summary>Folders in which the loader looks, as far as the environment tells; the system's own come after them.</summary>
    public static IReadOnlyList<string> SearchedFolders(bool windows)
    {
        var listed = Environment.GetEnvironmentVariable(windows ? "PATH" : "LD_LIBRARY_PATH") ?? "";
        return
        [
            AppContext.BaseDirectory, NativeFolder(windows),
            .. listed.Split(windows ? ';' : ':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            windows ? "the Windows system folder" : "the folders of ldconfig",
        ];
    }

    private static string? Load(string name)
    {
        var windows = OperatingSystem.IsWindows();
        string[] places = [Path.Combine(AppContext.BaseDirectory, name), Path.Combine(NativeFolder(windows), name), name];
        var complaint = "";
        foreach (var place in places.Where(p => p == name || File.Exists(p)))
        {
            try
            {
                NativeLibrary.Free(NativeLibrary.Load(place));
                return null;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                complaint = FirstLine(e.Message, name);
            }
        }

        return complaint;
    }

    /// <summary>The loader repeats itself for every spelling that it tries.</summary>
    private static string FirstLine(string message, string name)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal)) ?? lines[0];
    }

    private static string NativeFolder(bool windows) => Path.Combine(AppContext.BaseDirectory, "runtimes", windows ? "win-x64" : "linux-x64", "native");
}

/// <summary>Fault is null where the library could be loaded, else the loader's words. Package: what brings it.</summary>
public sealed record LibraryStatus(string Name, string Package, string? Fault);
