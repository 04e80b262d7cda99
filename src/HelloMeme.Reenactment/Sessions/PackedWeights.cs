using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Matrices as the runtime packs them, one copy for all sessions of a base, gone with the last of these.</summary>
internal sealed class PackedWeights
{
    private readonly Dictionary<string, (PrePackedWeightsContainer Container, int Holds)> _bases = new(StringComparer.Ordinal);

    public Hold Take(string source)
    {
        lock (_bases)
        {
            var (container, holds) = _bases.TryGetValue(source, out var known) ? known : (new PrePackedWeightsContainer(), 0);
            _bases[source] = (container, holds + 1);
            return new Hold(this, source, container);
        }
    }

    private void Return(string source)
    {
        lock (_bases)
        {
            var (container, holds) = _bases[source];
            if (holds > 1)
            {
                _bases[source] = (container, holds - 1);
                return;
            }

            _bases.Remove(source);
            container.Dispose();
        }
    }

    /// <summary>Disposed after the session that was opened with it.</summary>
    public sealed class Hold(PackedWeights owner, string source, PrePackedWeightsContainer container) : IDisposable
    {
        private bool _returned;

        public PrePackedWeightsContainer Container => container;

        public void Dispose()
        {
            if (_returned) return;
            _returned = true;
            owner.Return(source);
        }
    }
}
